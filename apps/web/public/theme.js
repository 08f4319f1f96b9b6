// Runs before the first paint, as a file of its own because the content security policy forbids inline scripts.
(function () {
  var chosen = 'system';
  try {
    chosen = JSON.parse(localStorage.getItem('weir:preferences') || '{}').theme || 'system';
  } catch {
    // Storage can be switched off; the system's theme is the answer then.
  }
  var light = chosen === 'light' || (chosen === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
