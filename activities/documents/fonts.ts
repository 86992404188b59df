import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Paths of the fonts of statements. They are embedded, so that names print as given on every printer. pdfkit parses a
 * path once per document, but a registered font again for each cell of a table.
 */
export const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
} as const;
