/** Where in the page something that floats belongs: in the landmark of its trigger, or in the dialog around it. */
export function landmarkOf(trigger: HTMLElement | undefined): HTMLElement {
  const inPage = trigger?.closest<HTMLElement>("main, [role=dialog]");
  return inPage ?? trigger?.closest("header") ?? document.body;
}
