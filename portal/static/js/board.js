/* The team's board follows what officers report: asked every twenty seconds while somebody looks at it, replaced
   only when it changed, and never under the keyboard. The page works without it: "Muat ulang" does the same. */
(function () {
  var board = document.getElementById("papan"), news = document.getElementById("kabar");
  if (!board || !news || !window.fetch) return;

  var state = board.getAttribute("data-state"), touched = Date.now(), asking = false;
  var EVERY = 20000, LEFT_ALONE = 1800000; // After half an hour without a hand it stops, so that sessions still end.

  function say(name) {
    var time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    news.textContent = news.getAttribute("data-" + name).replace("#", time);
  }

  function show(answer) {
    return answer.json().then(function (found) {
      if (board.contains(document.activeElement)) return; // The next round tries again.
      board.innerHTML = found.board;
      state = found.state;
      say("changed");
    });
  }

  function ask() {
    if (document.hidden || asking || Date.now() - touched > LEFT_ALONE) return;
    asking = true;
    fetch(location.href, {
      headers: { Accept: "application/json", "If-None-Match": '"' + state + '"' },
      cache: "no-store", credentials: "same-origin", redirect: "manual"
    }).then(function (answer) {
      if (answer.status === 200) return show(answer);
      if (answer.status === 304) return;
      clearInterval(timer);
      say("stopped");
    }).catch(function () {}).then(function () { asking = false; });
  }

  ["pointerdown", "keydown", "scroll"].forEach(function (event) {
    document.addEventListener(event, function () { touched = Date.now(); }, { passive: true });
  });
  document.addEventListener("visibilitychange", ask);
  var timer = setInterval(ask, EVERY);
})();
