// Runs before the first paint, so that a chosen theme never flashes; src/lib/theme.ts writes the key.
const theme = localStorage.getItem("victorysync.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
