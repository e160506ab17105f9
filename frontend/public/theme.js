// Runs before the first paint: the theme a person chose, else the system's (see src/shared/ui/theme.ts).
(() => {
  try {
    const theme = localStorage.getItem('perennial.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be refused; the system's theme is then right.
  }
})();
