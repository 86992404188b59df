/**
 * Text as X12 can carry it: accents are taken off, and what is a delimiter or outside the extended character set
 * becomes a space. The one place where what a person typed is changed on its way to a payer.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9 !"&'(),\-./;?=%@[\]_{}\\|<>#$]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
