"""Files that officers attach: taken apart where it can do no harm, made anew, and kept outside the web's reach."""
