/** Round values from zero to at least the highest, at most so many steps apart: 0, 20, 40, 60. */
export function axisTicks(highest: number, mostSteps: number): number[] {
  const step = roundStep(Math.max(highest, 1) / mostSteps);
  const count = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The next 1, 2, 2.5 or 5 times a power of ten that is whole, as what is counted is. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(atLeast, 1)));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  return steps.find((step) => step >= atLeast && Number.isInteger(step)) ?? 10 * power;
}

/** Every how many of `count` labels to show, so that at most `most` are. */
export function labelStep(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most));
}
