/** Whether an element has its whole audio, so that it needs its source no longer. */
export function isFullyLoaded({ buffered, duration }: HTMLAudioElement): boolean {
  return buffered.length === 1 && buffered.start(0) === 0 && buffered.end(0) >= duration;
}

/** Whether an element wants to play on and has nothing to play. */
export function isStalled(audio: HTMLAudioElement): boolean {
  return !audio.paused && audio.readyState < audio.HAVE_FUTURE_DATA;
}

/** Whether an element that failed got audio and couldn't read it, so that asking once more is of no use. */
export function isUndecodable({ error }: HTMLAudioElement): boolean {
  return error !== null && error.code === error.MEDIA_ERR_DECODE;
}
