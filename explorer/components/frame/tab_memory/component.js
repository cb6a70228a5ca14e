// Kept in the tab's sessionStorage, which outlives a reload and not the tab, or in the browser's localStorage. A browser
// may forbid it: then nothing is.
/** @param {Shown<tab_memory.TabMemory, tab_memory.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const place = `llm-explorer-${data.name}`;
  let kept = null;
  try {
    const storage = data.lasting ? localStorage : sessionStorage;
    if (data.keep) storage.setItem(place, data.keep);
    else if (data.keep === "") storage.removeItem(place);
    kept = storage.getItem(place);
  } catch {}
  const asked = data.wanted && root.asked !== data.name;
  root.asked = data.wanted ? data.name : null;
  if (!asked) return;
  if (kept) setTriggerValue("kept", kept);
  else setTriggerValue("nothing_kept", true);
}
