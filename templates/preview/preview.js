"use strict";
// The findings over the page: open by themselves where the page cannot be shown as it is written, until somebody closes them.
(() => {
  const dialog = document.getElementById("jbp-findings");
  if (!dialog) return;
  const memory = "jianbao-closed";
  const closed = () => {
    try {
      return sessionStorage.getItem(memory);
    } catch {
      return null;
    }
  };
  const wanted = dialog.hasAttribute("open");
  dialog.removeAttribute("open");
  dialog.addEventListener("close", () => {
    try {
      sessionStorage.setItem(memory, dialog.dataset.key);
    } catch {
      // They will open again after the next change.
    }
  });
  document.getElementById("jbp-show").addEventListener("click", () => dialog.showModal());
  if (wanted && closed() !== dialog.dataset.key) dialog.showModal();
})();
