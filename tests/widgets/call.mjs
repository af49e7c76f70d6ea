// Calls a function of a widget's module, once for each list of arguments on standard input.
import { json } from "node:stream/consumers";

const [module, name] = process.argv.slice(2);
const { [name]: called } = await import(`../../src/hedgelab/widgets/${module}`);
const given = /** @type {unknown[][]} */ (await json(process.stdin));
console.log(JSON.stringify(given.map((args) => called(...args))));
