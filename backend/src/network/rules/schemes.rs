//! Presets of regions. Every one of the 56 jurisdictions lies in exactly one region of each.

crate::text_enum! {
    /// A division of the country that others use.
    pub enum Preset {
        /// U.S. Bureau of Economic Analysis, as the Public Libraries Survey uses it (OBEREG 01 to 08), and the
        /// outlying areas (09).
        Bea = "bea",
        /// The nine divisions of the U.S. Census Bureau, and the outlying areas.
        Census = "census",
        /// The seven regions of the Network of the National Library of Medicine.
        Nnlm = "nnlm",
    }
}

/// Code, name and jurisdictions of a region.
pub type PresetRegion = (&'static str, &'static str, &'static [&'static str]);

impl Preset {
    #[must_use]
    pub const fn regions(self) -> &'static [PresetRegion] {
        match self {
            Self::Bea => BEA,
            Self::Census => CENSUS,
            Self::Nnlm => NNLM,
        }
    }

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Bea => "BEA regions, as IMLS uses them",
            Self::Census => "Census divisions",
            Self::Nnlm => "Regions of the Network of the National Library of Medicine",
        }
    }
}

/// The preset that lays the jurisdictions out exactly so: `(jurisdiction, code of its region)`.
#[must_use]
pub fn preset_of(layout: &[(String, String)]) -> Option<Preset> {
    Preset::ALL.iter().copied().find(|preset| {
        let regions = preset.regions();
        layout.len() == JURISDICTIONS.len()
            && layout.iter().all(|(jurisdiction, region)| {
                regions.iter().any(|(code, _, members)| code == region && members.contains(&&**jurisdiction))
            })
    })
}

/// The 50 states, the District of Columbia and the five territories that the Public Libraries Survey covers.
pub const JURISDICTIONS: &[(&str, &str)] = &[
    ("AK", "Alaska"),
    ("AL", "Alabama"),
    ("AR", "Arkansas"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DC", "District of Columbia"),
    ("DE", "Delaware"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("IA", "Iowa"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("MA", "Massachusetts"),
    ("MD", "Maryland"),
    ("ME", "Maine"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MO", "Missouri"),
    ("MP", "Northern Mariana Islands"),
    ("MS", "Mississippi"),
    ("MT", "Montana"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("NE", "Nebraska"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NV", "Nevada"),
    ("NY", "New York"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VA", "Virginia"),
    ("VI", "U.S. Virgin Islands"),
    ("VT", "Vermont"),
    ("WA", "Washington"),
    ("WI", "Wisconsin"),
    ("WV", "West Virginia"),
    ("WY", "Wyoming"),
];

const BEA: &[PresetRegion] = &[
    ("01", "New England", &["CT", "MA", "ME", "NH", "RI", "VT"]),
    ("02", "Mid East", &["DC", "DE", "MD", "NJ", "NY", "PA"]),
    ("03", "Great Lakes", &["IL", "IN", "MI", "OH", "WI"]),
    ("04", "Plains", &["IA", "KS", "MN", "MO", "ND", "NE", "SD"]),
    ("05", "Southeast", &["AL", "AR", "FL", "GA", "KY", "LA", "MS", "NC", "SC", "TN", "VA", "WV"]),
    ("06", "Southwest", &["AZ", "NM", "OK", "TX"]),
    ("07", "Rocky Mountains", &["CO", "ID", "MT", "UT", "WY"]),
    ("08", "Far West", &["AK", "CA", "HI", "NV", "OR", "WA"]),
    ("09", "Outlying Areas", &["AS", "GU", "MP", "PR", "VI"]),
];

// U.S. Census Bureau, Census Regions and Divisions of the United States.
const CENSUS: &[PresetRegion] = &[
    ("01", "New England", &["CT", "MA", "ME", "NH", "RI", "VT"]),
    ("02", "Middle Atlantic", &["NJ", "NY", "PA"]),
    ("03", "East North Central", &["IL", "IN", "MI", "OH", "WI"]),
    ("04", "West North Central", &["IA", "KS", "MN", "MO", "ND", "NE", "SD"]),
    ("05", "South Atlantic", &["DC", "DE", "FL", "GA", "MD", "NC", "SC", "VA", "WV"]),
    ("06", "East South Central", &["AL", "KY", "MS", "TN"]),
    ("07", "West South Central", &["AR", "LA", "OK", "TX"]),
    ("08", "Mountain", &["AZ", "CO", "ID", "MT", "NM", "NV", "UT", "WY"]),
    ("09", "Pacific", &["AK", "CA", "HI", "OR", "WA"]),
    ("10", "Outlying Areas", &["AS", "GU", "MP", "PR", "VI"]),
];

// National Library of Medicine, the seven Regional Medical Libraries and what each serves, as its page
// https://nnlm.gov/emergency lists them; in force since 1 May 2021. 'U.S. Territories in the Pacific' are Region 5's.
const NNLM: &[PresetRegion] = &[
    ("01", "NNLM Region 1", &["DC", "DE", "KY", "MD", "NC", "NJ", "PA", "VA", "WV"]),
    ("02", "NNLM Region 2", &["AL", "FL", "GA", "MS", "PR", "SC", "TN", "VI"]),
    ("03", "NNLM Region 3", &["AR", "KS", "LA", "MO", "NE", "OK", "TX"]),
    ("04", "NNLM Region 4", &["AZ", "CO", "ID", "MT", "ND", "NM", "SD", "UT", "WY"]),
    ("05", "NNLM Region 5", &["AK", "AS", "CA", "GU", "HI", "MP", "NV", "OR", "WA"]),
    ("06", "NNLM Region 6", &["IA", "IL", "IN", "MI", "MN", "OH", "WI"]),
    ("07", "NNLM Region 7", &["CT", "MA", "ME", "NH", "NY", "RI", "VT"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(preset: Preset) -> Vec<(String, String)> {
        let regions = preset.regions().iter();
        regions
            .flat_map(|(code, _, members)| members.iter().map(|j| ((*j).to_owned(), (*code).to_owned())))
            .collect()
    }

    #[test]
    fn every_jurisdiction_lies_in_exactly_one_region_of_each_preset() {
        assert_eq!(JURISDICTIONS.len(), 56);
        for (preset, regions) in [(Preset::Bea, 9), (Preset::Census, 10), (Preset::Nnlm, 7)] {
            assert_eq!(preset.regions().len(), regions);
            let mut members: Vec<&str> =
                preset.regions().iter().flat_map(|(_, _, members)| members.iter().copied()).collect();
            members.sort_unstable();
            let all: Vec<&str> = JURISDICTIONS.iter().map(|(code, _)| *code).collect();
            assert_eq!(members, all, "{preset}");
            let mut codes: Vec<&str> = preset.regions().iter().map(|(code, ..)| *code).collect();
            codes.dedup();
            assert_eq!(codes.len(), regions, "{preset}");
        }
    }

    #[test]
    fn a_layout_is_recognised_until_one_jurisdiction_moves() {
        for preset in Preset::ALL {
            let mut there = layout(*preset);
            assert_eq!(preset_of(&there), Some(*preset));
            there[0].1 = "99".into();
            assert_eq!(preset_of(&there), None);
        }
        assert_eq!(preset_of(&[]), None);
    }
}
