// What a view shows of the class beyond its state: asked for quietly, and again when it has changed.

/** @import { ViewProps } from "../store.js" */
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * What a request shows; null until it is there. What was shown before stays until then.
 * @param {Pick<ViewProps, "ask" | "shown">} props
 * @param {({ do: string } & Record<string, any>) | null} request null asks for nothing
 * @param {{ stays?: boolean }} [how] whether it stays the same whatever becomes of the class
 * @returns {any}
 */
export function useAsked({ ask, shown }, request, { stays = false } = {}) {
  const [value, setValue] = useState(/** @type {any} */ (null));
  const asked = useRef("");
  const key = JSON.stringify(request);
  const isStale = request !== null && !stays && shown[request.do] === undefined;
  useEffect(() => {
    if (!request || (!isStale && asked.current === key)) return;
    asked.current = key;
    ask(request, [], { isQuiet: true }).then((answer) => {
      if (!answer.error && asked.current === key) setValue(answer.shown);
    });
  }, [key, isStale]);
  return value;
}
