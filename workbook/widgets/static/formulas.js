// Voilà's script asks for MathJax before it shows anything. No page sets formulas that way, so nothing is loaded.
const nothing = () => undefined;
window.MathJax = { Ajax: {}, InputJax: { TeX: {} }, Hub: { Config: nothing, Configured: nothing, Queue: nothing, Register: { StartupHook: nothing } } };
