// Starts the Web Worker's program, and reports to the page when that fails.
try {
  importScripts('worker.js');
  wasm_bindgen({ module_or_path: 'worker_bg.wasm' }).catch((error) => {
    postMessage([JSON.stringify({ Failed: `Its program could not be loaded (${error.message})` }), null]);
  });
} catch (error) {
  postMessage([JSON.stringify({ Failed: `Its files could not be loaded (${error.message})` }), null]);
}
