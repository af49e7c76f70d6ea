// Opens the desk in a page, over whichever engine the page has.

/** @import { Engine, Keeper } from "./engine.js" */
import { render } from "preact";
import { App } from "./app.jsx";
import { createStore } from "./store.js";
import { isFirst } from "./tabs.js";

/**
 * Show the desk, with the class that was kept last.
 * @param {HTMLElement} root
 * @param {Engine} engine
 * @param {Keeper | null} [keeper]
 */
export async function openDesk(root, engine, keeper = null) {
  const store = createStore(engine, { keeper });
  root.replaceChildren();
  render(<App store={store} />, root);
  if (keeper) {
    const reload = () => location.reload(); // the other tab may have changed the class
    store.readOnly(!(await isFirst(navigator.locks, reload)));
    const [last] = await keeper.kept();
    if (last) await store.open(await keeper.take(last.id), last.name, { id: last.id });
  } else await store.ask({ do: "state" });
  store.started();
  addEventListener("beforeunload", (event) => {
    if (store.desk.busy || store.desk.keepingFailed) event.preventDefault();
  });
  return store;
}
