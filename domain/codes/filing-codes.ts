/**
 * Kinds of insurance that a professional claim may be sent under: CI commercial, MB Medicare Part B, MC Medicaid, BL
 * Blue Cross, CH Tricare, HM health maintenance organisation, WC workers' compensation, and so on.
 * @source 005010X222A1, SBR09
 */
export const filingCodes = [
  ...(['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM', 'MA', 'MB'] as const),
  ...(['MC', 'OF', 'TV', 'VA', 'WC', 'ZZ'] as const),
] as const;
