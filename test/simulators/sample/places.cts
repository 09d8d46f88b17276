export interface Place {
	country: string;
	city: string;
	state: string;
	county: string;
	postal: string;
	street: string;
	/** telephone prefix */
	prefix: string;
	currency: string;
}

export const PLACES: readonly Place[] = [
	place('US', 'Denver', 'CO', 'Denver', '80202', '17th Street', '303', 'USD'),
	place('US', 'Portland', 'OR', 'Multnomah', '97204', 'SW Morrison Street', '503', 'USD'),
	place('US', 'Cleveland', 'OH', 'Cuyahoga', '44114', 'Superior Avenue', '216', 'USD'),
	place('US', 'Austin', 'TX', 'Travis', '78701', 'Congress Avenue', '512', 'USD'),
	place('US', 'St. Louis', 'MO', '', '63101', "Laclede's Landing", '314', 'USD'),
	place('CA', 'Montréal', 'QC', '', 'H2Y 1C6', 'rue Notre-Dame Ouest', '514', 'USD'),
	place('DE', 'Köln', '', '', '50667', 'Hohe Straße', '0221', 'EUR'),
	place('DE', 'München', '', '', '80331', 'Sendlinger Straße', '089', 'EUR'),
	place('PL', 'Łódź', '', '', '90-001', 'ul. Piotrkowska', '42', 'EUR'),
	place('FR', 'Lyon', '', '', '69002', 'rue de la République', '04', 'EUR'),
	place('JP', '東京都', '', '', '100-0005', '千代田区丸の内', '03', 'JPY'),
	place('JP', '大阪市', '', '', '530-0001', '北区梅田', '06', 'JPY'),
	place('AE', 'دبي', '', '', '00000', 'شارع الشيخ زايد', '04', 'USD'),
];

/** Where the awkward names feel at home. */
export function placeFor(name: string, fallback: Place): Place {
	if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(name)) return PLACES[10];
	if (/[\u0600-\u06ff]/.test(name)) return PLACES[12];
	if (/[ŁłŻżŚśąę]/.test(name)) return PLACES[8];
	if (/GmbH|KG$|AG$/.test(name)) return PLACES[6];
	return fallback;
}

function place(
	country: string,
	city: string,
	state: string,
	county: string,
	postal: string,
	street: string,
	prefix: string,
	currency: string,
): Place {
	return { country, city, state, county, postal, street, prefix, currency };
}
