// Runs before the first paint, so that a chosen theme never flashes; src/lib/theme.ts writes the key.
try {
  const theme = localStorage.getItem("victorysync.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Where storage is forbidden no theme was chosen.
}
