import { render } from "solid-js/web";
import { App } from "./app/app";
import { ConfigurationError } from "./app/configuration-error";
import { missingSettings } from "./lib/settings";
import "./app.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

// In a task of its own, since reading the code was a long one: the browser may paint and listen in between.
setTimeout(() => {
  root.replaceChildren();
  render(
    () => (missingSettings.length > 0 ? <ConfigurationError missing={missingSettings} /> : <App />),
    root,
  );
});
