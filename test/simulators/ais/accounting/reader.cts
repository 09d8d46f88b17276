import type { InputRow } from '../orchestrations/definition.cts';
import { readUserDate } from '../userDates.cts';
import { FormError } from './formError.cts';
import { toUnits } from './money.cts';

/** The inputs of a call, or of one of its rows, as the fields of a form take them. */
export class Reader {
	constructor(
		private readonly inputs: InputRow,
		private readonly dateFormat: string,
	) {}

	has(name: string): boolean {
		return this.text(name) !== '';
	}

	/** Blank where it was not sent. A text that is wider than its field is refused. */
	text(name: string, width = Infinity): string {
		const text = (this.inputs[name] ?? '').trim();
		if (text.length > width) throw new FormError(`${name} has more than ${width} characters`);
		return text;
	}

	required(name: string, width?: number): string {
		const text = this.text(name, width);
		if (text === '') throw new FormError(`${name} is required`);
		return text;
	}

	/** YYYYMMDD, or null where it was not sent */
	date(name: string): string | null {
		const text = this.text(name);
		try {
			return readUserDate(text, this.dateFormat);
		} catch {
			throw new FormError(`${name} '${text}' is no date in the form ${this.dateFormat}`);
		}
	}

	requiredDate(name: string): string {
		this.required(name);
		return String(this.date(name));
	}

	number(name: string): number {
		return Number(this.text(name));
	}

	requiredNumber(name: string): number {
		this.required(name);
		return this.number(name);
	}

	/** smallest units; 0 where it was not sent */
	units(name: string, decimals: number): number {
		return this.has(name) ? toUnits(this.text(name), decimals, name) : 0;
	}

	requiredUnits(name: string, decimals: number): number {
		this.required(name);
		return this.units(name, decimals);
	}
}
