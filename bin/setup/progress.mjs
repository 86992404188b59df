/**
 * A progress bar on stderr, for the set-up and for the start of an installation. In a terminal each step overwrites the
 * previous one; otherwise each step that takes time is one line.
 * Takes {label, index, total, state: 'checked' | 'started' | 'done'}.
 */
export function progressBar(stream = process.stderr) {
  let isDrawn = false;
  return ({ label, index, total, state }) => {
    if (state === 'checked' || (state === 'done' && !stream.isTTY)) return;
    const bar = '#'.repeat(index + (state === 'done' ? 1 : 0)).padEnd(total, '-');
    const overPrevious = stream.isTTY && isDrawn ? '\x1b[1A\x1b[2K' : '';
    stream.write(`${overPrevious}[${bar}] ${label}${state === 'done' ? '' : ' ...'}\n`);
    isDrawn = true;
  };
}
