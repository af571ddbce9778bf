// Everything that a page may have kept, as one text.
export function stores(page) {
  return page.evaluate(async () => {
    const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, JSON.stringify(history.state)];
    for (const { name } of await indexedDB.databases()) parts.push(`database ${name}`);
    for (const name of await (globalThis.caches?.keys() ?? [])) parts.push(`cache ${name}`);
    return parts.join('\n');
  });
}
