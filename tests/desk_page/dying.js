// Lets a page die at a moment that is counted: at each message of its Python, and at each word with the
// browser's store. It stops there, says so, and does nothing more; whoever hears it ends it.

const told = /** @type {any} */ (globalThis);
told.seen = 0;
told.diesAt = 0;

function moment() {
  told.seen += 1;
  if (told.seen !== told.diesAt) return;
  console.log("stopped");
  for (;;);
}

const RealWorker = Worker;
told.Worker = function (/** @type {ConstructorParameters<typeof Worker>} */ ...given) {
  const worker = new RealWorker(...given);
  worker.addEventListener("message", moment);
  return worker;
};

const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (...given) {
  moment();
  const asked = put.apply(this, given);
  moment();
  return asked;
};

const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (...given) {
  const begun = transaction.apply(this, given);
  begun.addEventListener("complete", () => {
    moment();
    const { dataset } = document.body;
    dataset.kept = String(1 + Number(dataset.kept));
  });
  return begun;
};
