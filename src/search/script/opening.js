// What the page loads at once: the rest of the search is read when somebody is about to use it.

(function () {
  "use strict";
  const form = document.getElementById("jb-search");
  if (!form) return;
  const field = document.getElementById("jb-q");
  const trouble = document.getElementById("jb-trouble");
  let asked = false;

  function start() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.onerror = function () {
      asked = false;
      script.remove();
      trouble.hidden = false;
      trouble.firstElementChild.textContent = "检索程序没有读到。可能是网络不通：请重试，仍然不行就刷新本页。";
    };
    script.onload = function () { trouble.hidden = true; };
    script.src = form.dataset.script;
    document.head.append(script);
  }

  // The page was opened with a query, or the browser has kept what was typed.
  if (/[?#].*=/.test(location.href) || field.value !== "" || document.activeElement === field) start();
  for (const kind of ["focusin", "pointerdown", "input", "change"]) form.addEventListener(kind, start);
  trouble.querySelector("button").addEventListener("click", start);
  document.addEventListener("keydown", function (event) {
    if (window.jianbaoSearch || event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
