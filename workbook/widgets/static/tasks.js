// Chapters and steps with their states, as links.
import { h } from "./dom.js";
import { mount, sign } from "./views.js";

const SIGNS = { completed: "good", in_progress: "next", not_started: null, blocked: "minus" };

function state(step, words) {
  if (!step.state) return null;
  return h("span", { class: "wb-state", "data-state": step.state }, SIGNS[step.state] ? sign(SIGNS[step.state]) : null, words[step.state]);
}

function stepLine(step, words) {
  const name = step.state === "blocked" || !step.href ? h("span", {}, step.title) : h("a", { href: step.href }, step.title);
  return h("li", {}, h("div", {}, name, step.note ? h("p", { class: "wb-note" }, step.note) : null), state(step, words));
}

function chapterBlock(chapter, words) {
  const asked = chapter.steps.filter((step) => step.state);
  const done = asked.filter((step) => step.state === "completed").length;
  const title = chapter.href ? h("a", { href: chapter.href }, chapter.title) : chapter.title;
  return h("li", { class: "wb-chapter" },
    h("div", { class: "wb-chapter-head" },
      h("h3", {}, title),
      chapter.state ? state(chapter, { [chapter.state]: chapter.status }) : null,
      asked.length ? h("span", { class: "wb-note" }, `${done} of ${asked.length} completed`) : null),
    chapter.lead ? h("p", { class: "wb-note" }, chapter.lead) : null,
    chapter.good?.length ? h("details", {}, h("summary", {}, "What a good answer has"), h("ul", {}, ...chapter.good.map((line) => h("li", {}, line)))) : null,
    chapter.steps.length ? h("ol", {}, ...chapter.steps.map((step) => stepLine(step, words))) : null);
}

function resumeCard(resume) {
  if (!resume.href) return null;
  return h("p", { class: "wb-resume" }, h("a", { href: resume.href }, h("span", {}, resume.lead || "Continue where you were"), h("strong", {}, resume.title)), sign("next"));
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "tasks", ["chapters", "resume", "words"], (root) => {
      const place = h("div");
      root.append(place);
      return {
        draw() {
          const words = model.get("words");
          const chapters = model.get("chapters").map((chapter) => chapterBlock(chapter, words));
          place.replaceChildren(...[resumeCard(model.get("resume")), h("ol", { class: "wb-chapter-list" }, ...chapters)].filter(Boolean));
        },
      };
    });
  },
};
