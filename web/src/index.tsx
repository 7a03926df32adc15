import { render } from "solid-js/web";
import { App } from "./app/app";
import { ConfigurationError } from "./app/configuration-error";
import { missingSettings } from "./lib/settings";
import "./app.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

render(() => (missingSettings.length > 0 ? <ConfigurationError missing={missingSettings} /> : <App />), root);
