package contract

// Codes of what is refused in a contract file. They keep their meaning across versions.
const (
	codeText       = "SIB-L101"
	codeYAML       = "SIB-L102"
	codeHidden     = "SIB-L103"
	codeLanguage   = "SIB-L104"
	codeUnknownKey = "SIB-L201"
	codeMissingKey = "SIB-L202"
	codeTwice      = "SIB-L203"
	codeForm       = "SIB-L204"
	codeValue      = "SIB-L301"

	codeBarePercent = "SIB-L401"
	codeGap         = "SIB-L402"
	codeOverlap     = "SIB-L403"
	codeUncapped    = "SIB-L404"
	codeRounding    = "SIB-L405"
	codeGrowth      = "SIB-L406"
	codePooling     = "SIB-L407"
	codeBinding     = "SIB-L408"
	codeGate        = "SIB-L409"
	codeBase        = "SIB-L410"
	codeDayCount    = "SIB-L411"
	codeTwoSided    = "SIB-L412"
	codeRest        = "SIB-L413"
)

// Codes of what is noteworthy in a contract that is accepted.
const (
	advicePoint     = "SIB-L501"
	adviceCliff     = "SIB-L502"
	adviceUnused    = "SIB-L503"
	adviceNoCap     = "SIB-L504"
	adviceNoDue     = "SIB-L505"
	adviceText      = "SIB-L506"
	adviceRounding  = "SIB-L507"
	adviceUnlike    = "SIB-L508"
	adviceFixed     = "SIB-L509"
	adviceFewPeople = "SIB-L510"
	adviceEntry     = "SIB-L511"
	adviceYoung     = "SIB-L512"
	adviceCalendar  = "SIB-L513"
	adviceHolidays  = "SIB-L514"
	adviceSilence   = "SIB-L515"
)

// Codes says what each code means, for `sib explain`.
var Codes = map[string]string{
	codeText:       "The file is too long, or holds characters that are not text, are invisible or reorder others.",
	codeYAML:       "The file is not valid YAML.",
	codeHidden:     "The file uses a part of YAML that hides what it says where it stands: an anchor, an alias, a tag, a merge key, deep nesting.",
	codeLanguage:   "The file is written in another version of the contract language.",
	codeUnknownKey: "A key is not one of the language, or not in this place.",
	codeMissingKey: "A required key is not there.",
	codeTwice:      "A key or an id is given twice.",
	codeForm:       "A value has the wrong form: a list where one value belongs, text where a number belongs.",
	codeValue:      "A value cannot be, or contradicts another part of the contract.",

	codeBarePercent: "A percentage has two readings, relative and in percentage points. They pay differently: ask the parties which they signed.",
	codeGap:         "Between two tiers lie values for which nothing is agreed. Ask what they pay.",
	codeOverlap:     "Two tiers claim the same value. Ask which of them pays.",
	codeUncapped:    "Nothing bounds what may be paid. Liability without a limit must at least be written as a large number.",
	codeRounding:    "It is not said where and how a number is rounded. At a threshold the rounding decides.",
	codeGrowth:      "A yearly rate grows simple or compound. Over years the two pay differently.",
	codePooling:     "Cohorts can be pooled in several ways, which give different numbers. Ask which is meant.",
	codeBinding:     "It is not said which statistic binds: the point estimate, a bound at a level, one- or two-sided, or a p-value.",
	codeGate:        "A gate does not say what happens when it fails.",
	codeBase:        "A share is not said to be of something: of what is paid in all, of the cap, of the principal.",
	codeDayCount:    "A yearly rate over days needs a day count.",
	codeTwoSided:    "An amount is negative, but the terms have no floor: nobody has agreed how much can be asked back.",
	codeRest:        "Parts do not add up to the whole, and nobody is said to take the rest.",

	advicePoint:     "A point estimate decides by itself. Chance alone moves it across a threshold: `sib design` says how often.",
	adviceCliff:     "At a threshold a single person decides over an amount. A slope between tiers, or a rise with the measure, takes the edge off.",
	adviceUnused:    "A measure is defined and no rule, gate or other measure uses it.",
	adviceNoCap:     "The rules cannot pay as much as the cap, so the cap never applies, or can pay more, so that it cuts the highest tiers.",
	adviceNoDue:     "Money is invested, but no day is agreed on which it comes back. Returns cannot be computed.",
	adviceText:      "The words of a clause name a percentage that is not among its terms. One of the two may be a slip.",
	adviceRounding:  "Rounding moves a threshold: an effect that rounds up to it has reached it.",
	adviceUnlike:    "The rounding step is as coarse as the distance between tiers: some tiers cannot be told apart, or not be reached.",
	adviceFixed:     "The counterfactual is a fixed rate. What happens to comparable people no longer matters, and a rising or falling labour market pays or costs.",
	adviceFewPeople: "No gate asks for a minimum number of people. A handful can decide.",
	adviceEntry:     "The day of entry is read and nothing is counted from it.",
	adviceYoung:     "A whole cohort entered too late for its follow-up to be complete. None of its people has the outcome.",
	adviceCalendar:  "People may be followed on days that the calendar does not cover. Whether a day there is a working day is not agreed.",
	adviceHolidays:  "The calendar covers a whole year in which it lists no holiday. Every holiday left out makes a working day.",
	adviceSilence:   "People of whom the register has no spell have no outcome. If it holds work alone, those who never found any are left out of the rate.",
}
