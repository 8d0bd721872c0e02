// Exercises: native controls, a few tries, and feedback that says why. The key is not here.
import { h, same } from "./dom.js";
import { controls } from "./check-controls.js";
import { badge, mount, press, prose, unique } from "./views.js";

const tries = (left) => (left === 1 ? "This is your last try." : `You have ${left} tries.`);

function told(feedback) {
  if (!feedback.verdict) return [];
  const hints = feedback.hints.length ? h("details", {}, h("summary", {}, "Hints so far"), h("ol", {}, ...feedback.hints.map((hint) => h("li", {}, hint)))) : null;
  const mistake = feedback.mistake ? h("p", {}, h("strong", {}, `A typical mistake: ${feedback.mistake}. `)) : null;
  return [
    h("div", { class: "wb-feedback", "data-tone": feedback.tone },
      h("p", { class: "wb-verdict", tabindex: "-1" }, badge(feedback.tone, feedback.verdict)),
      mistake,
      ...prose(feedback.why),
      h("div", { class: "wb-next-words" }, h("p", {}, h("strong", {}, feedback.next_word)), ...prose(feedback.next))),
    ...(hints ? [hints] : []),
  ];
}

class CheckView {
  constructor(root, send) {
    Object.assign(this, { send, question: null, asked: false, round: 0 });
    this.place = h("div");
    this.feedback = h("div", { role: "status" });
    this.standing = h("p", { class: "wb-note", hidden: true });
    this.after = h("div", { class: "wb-row" });
    root.append(h("section", { class: "wb-card wb-check-card" }, this.place, this.feedback, this.standing, this.after));
  }

  draw(question, feedback) {
    const told = JSON.stringify([question, feedback]);
    if (told === this.told) return; // another exercise was answered: this one is left alone
    this.told = told;
    if (!same(question, this.question) || feedback.round !== this.round) this.build(question, feedback);
    this.say(feedback);
  }

  build(question, feedback) {
    const again = this.question !== null;
    this.question = question;
    this.round = feedback.round;
    const problem = unique("problem");
    this.controls = controls(question, problem);
    this.error = h("p", { id: problem, class: "wb-problem", role: "alert" });
    this.left = h("span", { class: "wb-note" });
    const button = h("button", { type: "submit", class: "wb-button wb-main" }, "Check the answer");
    this.buttons = h("div", { class: "wb-row" }, button, this.left);
    const form = h("form", { novalidate: true, onsubmit: (event) => this.submit(event) }, ...this.controls.els, this.error, this.buttons);
    this.place.replaceChildren(h("p", { class: "wb-eyebrow" }, "Check"), h("h3", {}, question.title), form);
    if (feedback.raw !== null && feedback.raw !== undefined) this.controls.set(feedback.raw);
    if (again) this.controls.focus();
  }

  submit(event) {
    event.preventDefault();
    if (this.finished) return;
    this.asked = true;
    this.error.textContent = "";
    this.send({ type: "answer", raw: this.controls.get() });
  }

  say(feedback) {
    this.finished = feedback.finished;
    this.error.textContent = feedback.problem ? `Error: ${feedback.problem}` : "";
    this.controls.mark(Boolean(feedback.problem));
    this.left.textContent = tries(feedback.left);
    this.buttons.hidden = feedback.finished;
    this.controls.lock(feedback.finished);
    this.standing.textContent = feedback.standing || "";
    this.standing.hidden = !feedback.standing;
    const key = JSON.stringify([feedback.verdict, feedback.why, feedback.next, feedback.left, feedback.round]);
    if (key !== this.said) {
      this.said = key;
      this.feedback.replaceChildren(...told(feedback));
      const fresh = this.question.kind === "number" ? "Try a fresh variant" : "Answer once more from the start";
      this.after.replaceChildren(...(feedback.finished ? [press(fresh, () => this.send({ type: "fresh" }))] : []));
    }
    if (this.asked && feedback.finished) this.feedback.querySelector(".wb-verdict").focus();
    this.asked = false;
  }
}

export default {
  render(context) {
    const { model, el } = context;
    const sayState = () => el.dispatchEvent(new CustomEvent("workbook:state", { bubbles: true, detail: { form: "check", state: model.get("state") } }));
    model.on("change:state", sayState);
    setTimeout(sayState, 0); // once it stands in its step
    const end = mount(context, "check", ["questions", "feedback"], (root) => {
      const views = new Map();
      const view = (id) => views.get(id) ?? views.set(id, new CheckView(root, (content) => model.send({ ...content, id }))).get(id);
      return { draw: () => model.get("questions").forEach((question, i) => view(question.id).draw(question, model.get("feedback")[i])) };
    });
    return () => {
      model.off("change:state", sayState);
      end();
    };
  },
};
