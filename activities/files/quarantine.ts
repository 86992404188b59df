/** Why a file is not posted: segment, position and rule, no value. Never leaves the activity that reads the file. */
export class Quarantine extends Error {}
