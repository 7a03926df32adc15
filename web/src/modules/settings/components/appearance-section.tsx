import { chooseTheme, type Theme, theme } from "~/lib/theme";
import { ChoiceCards } from "~/ui/choice-cards";
import { SettingsSection } from "./settings-section";

const themes: { value: Theme; label: string; explanation: string }[] = [
  { value: "system", label: "As the device", explanation: "Follows your system's setting." },
  { value: "light", label: "Light", explanation: "Ink on warm paper." },
  { value: "dark", label: "Dark", explanation: "Pale ink on graphite." },
];

export function AppearanceSection() {
  return (
    <SettingsSection title="Appearance" description="Kept on this device alone.">
      <ChoiceCards label="Theme" options={themes} value={theme()} onChange={chooseTheme} />
    </SettingsSection>
  );
}
