/** Everything that floats above a page, in one chunk that is loaded when someone first reaches for it. */
export { DialogPanel } from "./dialog-panel";
export { MenuPanel } from "./menu-panel";
export { PeriodPanel } from "./period-panel";
export { PickerPanel } from "./picker-panel";
export { PopoverPanel } from "./popover-panel";
export { SelectPanel } from "./select-panel";
export { TooltipPanel } from "./tooltip-panel";
