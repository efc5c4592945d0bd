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

  // The words that a search found, marked in the issue that was opened: the address says them as they stand in the text (?mark=…). In an address without
  // words nothing changes.
  document.addEventListener("DOMContentLoaded", function () {
    if (!document.querySelector(".sheet") || location.search.indexOf("mark=") < 0) {
      return;
    }
    var words = new URLSearchParams(location.search).getAll("mark");
    // Space between characters is a matter of layout.
    var plain = function (text) {
      return text.replace(/\s+/g, "");
    };
    words = words.map(plain).filter(Boolean).slice(0, 12);

    // The text of each block without its space, and where each character stands.
    function blocks() {
      var list = [];
      var block = null;
      var walker = document.createTreeWalker(document.getElementById("jb-main"), NodeFilter.SHOW_TEXT);
      for (var node = walker.nextNode(); node; node = walker.nextNode()) {
        var around = node.parentElement.closest("p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, figcaption, caption, pre, div, .run-in");
        var run = node.parentElement.closest(".run-in");
        around = run || around;
        if (!block || block.around !== around) {
          block = { around: around, text: "", places: [] };
          list.push(block);
        }
        for (var i = 0; i < node.data.length; i++) {
          if (!/\s/.test(node.data[i])) {
            block.text += node.data[i];
            block.places.push([node, i]);
          }
        }
      }
      return list;
    }

    var ranges = [];
    blocks().forEach(function (block) {
      words.forEach(function (word) {
        for (var at = block.text.indexOf(word); at >= 0; at = block.text.indexOf(word, at + word.length)) {
          var first = block.places[at];
          var last = block.places[at + word.length - 1];
          var range = document.createRange();
          range.setStart(first[0], first[1]);
          range.setEnd(last[0], last[1] + 1);
          ranges.push(range);
        }
      });
    });
    if (ranges.length === 0) {
      return;
    }

    var clear;
    if (window.Highlight && window.CSS && CSS.highlights) {
      var highlight = new Highlight();
      ranges.forEach(function (range) {
        highlight.add(range);
      });
      CSS.highlights.set("jb-words", highlight);
      clear = function () {
        CSS.highlights.delete("jb-words");
      };
    } else {
      // An older browser: marks around what stands in one piece of text, the last first, so that the others stay where they are.
      var marks = [];
      ranges.reverse().forEach(function (range) {
        if (range.startContainer === range.endContainer) {
          var mark = document.createElement("mark");
          range.surroundContents(mark);
          marks.push(mark);
        }
      });
      clear = function () {
        marks.forEach(function (mark) {
          mark.replaceWith(mark.textContent);
        });
      };
    }

    var line = document.createElement("p");
    line.className = "marked-words";
    line.setAttribute("role", "status");
    line.append("已标出“" + words.slice(0, 3).join("”“") + "”" + (words.length > 3 ? "等" : "") + " " + ranges.length + " 处　");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "清除";
    button.addEventListener("click", function () {
      clear();
      line.remove();
      try {
        history.replaceState(history.state, "", location.pathname + location.hash);
      } catch (error) {
        // A page from a folder may not change its address; the marks are gone all the same.
      }
    });
    line.append(button);
    document.body.append(line);
  });
})();
