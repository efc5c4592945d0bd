// The size of the text: what the reader chose holds on every page. Without this script the choice holds on the page where it was made.
(function () {
  "use strict";
  var SIZES = ["large", "medium", "small"];
  var root = document.documentElement;

  function read() {
    try {
      return localStorage.getItem("jb-size");
    } catch (error) {
      return null;
    }
  }

  function write(size) {
    try {
      localStorage.setItem("jb-size", size);
    } catch (error) {
      // The browser keeps nothing for this page; the choice still holds on it.
    }
  }

  function apply() {
    var size = read();
    if (SIZES.indexOf(size) < 0) {
      return;
    }
    root.setAttribute("data-size", size);
    var button = document.getElementById("jb-size-" + size);
    if (button) {
      button.checked = true;
    }
  }

  // Before the page is drawn, so that nothing moves.
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  // A page that comes back by the history, and other windows of the site.
  window.addEventListener("pageshow", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("change", function (event) {
    var button = event.target;
    if (button.name === "jb-size" && SIZES.indexOf(button.value) >= 0) {
      root.setAttribute("data-size", button.value);
      write(button.value);
    }
  });

  // The address of a paragraph, as a link beside the one under the pointer.
  var mark = null;
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse" || !event.target.closest) {
      return;
    }
    var block = event.target.closest(".sheet .text > [id], .sheet .text .article > [id], .sheet .text .run-in > [id]");
    if (!block || (mark && mark.parentNode === block)) {
      return;
    }
    if (!mark) {
      mark = document.createElement("a");
      mark.className = "permalink";
      mark.textContent = "¶";
      mark.title = "本段的地址";
      mark.setAttribute("aria-hidden", "true");
      mark.tabIndex = -1;
    }
    mark.href = "#" + encodeURIComponent(block.id);
    block.appendChild(mark);
  });
})();
