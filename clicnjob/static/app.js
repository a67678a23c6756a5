// Small comforts only: every page works without this script.
(function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // « Voir » beside a secret: shows what was typed, then hides it again.
  each("[data-reveal]", function (button) {
    var box = document.getElementById(button.getAttribute("data-reveal"));
    var word = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = box.type === "text";
      box.type = shown ? "password" : "text";
      word.textContent = shown ? "Voir" : "Cacher";
      box.focus();
    });
  });

  // A sent form says so and is not sent twice; coming back with the browser's arrow wakes it up.
  var sent = [];
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter || form.querySelector("[data-busy]");
    if (event.defaultPrevented) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    sent.push(function () { form.removeAttribute("data-sent"); });
    if (!button || !button.hasAttribute("data-busy")) return;
    var word = button.querySelector("span") || button;
    var before = word.textContent;
    button.style.minWidth = button.offsetWidth + "px";
    button.setAttribute("aria-busy", "true");
    word.textContent = button.getAttribute("data-busy");
    sent.push(function () {
      button.removeAttribute("aria-busy");
      word.textContent = before;
    });
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    sent.forEach(function (undo) { undo(); });
    sent = [];
  });

  // What must be read first (the list of errors) takes the focus, also where a block knows no autofocus.
  each("[data-focus]", function (block) { if (!("autofocus" in block)) block.focus(); });

  // While the name of a commune is typed: names to choose from. Without them the server finds it all the same.
  each("[data-suggest]", function (box) {
    var names = document.createElement("datalist");
    var waiting;
    var asked = "";
    names.id = box.id + "-noms";
    box.parentNode.appendChild(names);
    box.setAttribute("list", names.id);
    function show(found) {
      names.textContent = "";
      found.forEach(function (name) { names.appendChild(document.createElement("option")).value = name; });
    }
    function ask(text) {
      asked = text;
      fetch(box.getAttribute("data-suggest") + "?q=" + encodeURIComponent(text))
        .then(function (answer) { return answer.json(); })
        .then(function (found) { if (asked === text) show(found); })
        .catch(function () { show([]); });
    }
    box.addEventListener("input", function () {
      var text = box.value.trim();
      clearTimeout(waiting);
      if (text.length > 1 && text !== asked) waiting = setTimeout(ask, 200, text);
    });
  });

  // « Copier le texte »: the text can also be selected by hand.
  each("[data-copy]", function (button) {
    if (!navigator.clipboard) return;
    var text = document.getElementById(button.getAttribute("data-copy"));
    var said = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text.innerText).then(function () { said.textContent = "Copié"; });
    });
  });
}());
