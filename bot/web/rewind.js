// Lets the keys 1, 2 and 3 rate the card that is shown; without it the buttons still work.
"use strict";

document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(pressed.key)}"]`);
  if (button) button.click();
});
