/** The colours of outcomes in charts. */
export const outcomeColors = {
  answered: "var(--chart-answered)",
  missed: "var(--chart-missed)",
  abandoned: "var(--chart-abandoned)",
  voicemail: "var(--chart-voicemail)",
  outbound: "var(--chart-outbound)",
  other: "var(--chart-other)",
};
