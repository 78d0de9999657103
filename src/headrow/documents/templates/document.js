"use strict";
// Enhances a page that is whole without it: contents, copied links, maps that answer, figures that switch.
(function () {
  var narrow = window.matchMedia("(max-width: 1059px)");
  var contents = document.querySelector("details.contents");
  if (contents && narrow.matches) { contents.open = false; }
  narrow.addEventListener("change", function (event) { if (contents) { contents.open = !event.matches; } });

  function make(name, text) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    return element;
  }

  // The part being read stands bold in the contents.
  function followReader() {
    var links = Array.from(document.querySelectorAll("#contents ol a"));
    var parts = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
    var waiting = false;
    function mark() {
      waiting = false;
      var current = -1;
      parts.forEach(function (part, index) {
        if (part && part.getBoundingClientRect().top < 120) { current = index; }
      });
      links.forEach(function (link, index) {
        if (index === current) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
      });
    }
    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(mark); }
    }, { passive: true });
    mark();
  }

  // A link into something folded opens it, where the browser does not do so by itself.
  function openTarget() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var folded = target && target.closest("details:not([open])");
    if (!folded) { return; }
    while (folded) { folded.open = true; folded = folded.parentElement.closest("details:not([open])"); }
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", openTarget);

  // A table that fits needs no stop on the way of the Tab key.
  function easeTab() {
    document.querySelectorAll(".scroll").forEach(function (region) {
      if (region.scrollWidth > region.clientWidth) { region.tabIndex = 0; } else { region.removeAttribute("tabindex"); }
    });
  }

  function copyLinks() {
    var said = make("p");
    said.className = "unseen";
    said.setAttribute("role", "status");
    document.querySelector("main").append(said);
    document.querySelectorAll("a.here").forEach(function (link) {
      var words = link.textContent;
      link.addEventListener("click", function () {
        if (!navigator.clipboard) { return; }
        navigator.clipboard.writeText(link.href).then(function () {
          link.textContent = link.dataset.copied;
          said.textContent = link.dataset.copied;
          window.setTimeout(function () { link.textContent = words; said.textContent = ""; }, 3000);
        }, function () {});
      });
    });
  }

  // One stop for the whole map; arrow keys go from area to area, in the order of the drawing.
  function openMap(drawing) {
    var areas = Array.from(drawing.querySelectorAll("svg .area[data-name]"));
    var readout = drawing.parentElement.querySelector(".readout");
    if (!areas.length || !readout) { return; }
    drawing.setAttribute("role", "group");
    drawing.querySelector("svg").removeAttribute("aria-hidden");
    function say(area) { readout.textContent = area.dataset.name + ": " + area.dataset.value; }
    function rest() { readout.textContent = readout.dataset.hint; }
    areas.forEach(function (area, index) {
      area.setAttribute("role", "img");
      area.setAttribute("aria-label", area.dataset.name + ": " + area.dataset.value);
      area.setAttribute("tabindex", index ? "-1" : "0");
      area.addEventListener("mouseenter", function () { say(area); });
      area.addEventListener("focus", function () { say(area); });
    });
    drawing.addEventListener("mouseleave", rest);
    drawing.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      var here = areas.indexOf(document.activeElement);
      if (!step || here < 0) { return; }
      event.preventDefault();
      var next = areas[(here + step + areas.length) % areas.length];
      areas[here].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
    rest();
  }

  function switchDrawings(group, number) {
    var choices = Array.from(group.querySelectorAll(".choice"));
    var others = group.querySelector(".others");
    var field = make("fieldset");
    field.append(make("legend", group.dataset.legend));
    choices.forEach(function (choice, index) {
      var label = make("label");
      var input = make("input");
      input.type = "radio";
      input.name = "choice-" + number;
      input.checked = index === 0;
      input.addEventListener("change", function () {
        choices.forEach(function (other) { other.hidden = other !== choice; });
        easeTab();
      });
      label.append(input, choice.dataset.label);
      field.append(label);
      choice.hidden = index !== 0;
      group.append(choice);
    });
    group.prepend(field);
    group.classList.add("live");
    if (others) { others.remove(); }
  }

  document.addEventListener("DOMContentLoaded", function () {
    openTarget();
    followReader();
    copyLinks();
    document.querySelectorAll(".choices").forEach(switchDrawings);
    document.querySelectorAll(".mapped").forEach(openMap);
    easeTab();
    window.addEventListener("resize", easeTab);
    document.querySelectorAll("details").forEach(function (part) { part.addEventListener("toggle", easeTab); });
  });
})();
