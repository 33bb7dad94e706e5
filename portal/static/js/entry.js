/* Keying without a mouse: a digit moves on by itself. The page works without it, with Tab. */
(function () {
  var digits = [].slice.call(document.querySelectorAll("[data-digit]"));

  function go(from, step) {
    var next = digits[digits.indexOf(from) + step];
    if (next) next.focus();
  }

  digits.forEach(function (field) {
    field.addEventListener("focus", function () { field.select(); });
    field.addEventListener("input", function () {
      if (!field.value) return;
      if (new RegExp("^" + field.pattern + "$").test(field.value)) go(field, 1);
      else field.value = "";
    });
    field.addEventListener("keydown", function (event) {
      if (event.key === "ArrowRight") go(field, 1);
      else if (event.key === "ArrowLeft" || (event.key === "Backspace" && !field.value)) go(field, -1);
      else return;
      event.preventDefault();
    });
  });
})();
