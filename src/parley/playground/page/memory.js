// What the browser keeps of how the page looks; one that may keep nothing forgets it on a reload.

export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch { /* then only until the page is closed */ }
}
