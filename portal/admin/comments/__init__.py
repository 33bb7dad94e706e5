"""The comment desk: reading, answering and publishing what citizens wrote."""
