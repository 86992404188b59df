/** The signal that a bare workflow waits for. */
export const goOnName = 'goOn';
