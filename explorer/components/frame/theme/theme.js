// Streamlit follows the system's theme through matchMedia and asks again after printing. Answering that question
// from the visitor's choice switches its theme live: no reload, nothing lost, nothing stored.
const real = (window.__realMatchMedia ??= window.matchMedia.bind(window));
const nothing = () => {};
const deaf = {
  onchange: null,
  addListener: nothing,
  removeListener: nothing,
  addEventListener: nothing,
  removeEventListener: nothing,
};

// A theme that was picked in Streamlit's own menu outranks the system's: forget it. True when there was one.
function forgetPickedTheme() {
  const picked = Object.keys(localStorage).filter(
    (key) => key.startsWith("stActiveTheme") && localStorage[key] !== '"System"',
  );
  picked.forEach((key) => localStorage.removeItem(key));
  return picked.length > 0;
}

export default function ({ data: { theme, lang } }) {
  document.documentElement.lang = lang;
  // Inside another page, which asked for it: once is enough, whatever becomes of the address.
  if (/[?&]embed=(1|true)\b/.test(location.search)) document.documentElement.dataset.embed = "";
  if (theme && forgetPickedTheme()) return location.reload();
  window.matchMedia = (query) => {
    const asked = theme && /prefers-color-scheme:\s*(dark|light)/.exec(query);
    return asked ? { ...deaf, media: query, matches: asked[1] === theme } : real(query);
  };
  window.dispatchEvent(new Event("afterprint"));
}
