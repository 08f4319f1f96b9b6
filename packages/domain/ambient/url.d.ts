// The parser of addresses every JavaScript runtime has; see text-codec.d.ts.
declare class URL {
  constructor(address: string);
  static canParse(address: string): boolean;
  readonly protocol: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
}
