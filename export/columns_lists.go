package export

var projectID = text("", "Project ID", "the flag --project")

var sources = kind{"sources", "Sources", []column{
	projectID,
	text("/id", "Id", "sib"),
	text("/name/value", "Name - (Value)", "the contract's id, its file, its SHA-256 and the program that decided"),
	none("/type/value", "Type - (Value)", "the standard's list of types has no calculation"),
	none("/publishing_organisation_ids/value", "Publishing Organisations - (Value)", assigned),
	none("/url/value", "URL - (Value)", unsaid),
	none("/archive_url/value", "Archive URL - (Value)", unsaid),
	none("/internal_url/value", "Internal URL - (Value)", internal),
	none("/publication_date/value", "Publication Date - (Value)", unsaid),
	none("/accessed_date/value", "Accessed Date - (Value)", "a decision does not depend on the day on which it is exported"),
	text(notesKey, "Notes", "how to check it"),
}}

const (
	commitmentKey     = "/maximum_potential_outcome_payment/amount/value"
	commitmentIn      = "/maximum_potential_outcome_payment/currency/value"
	commitmentPaid    = "/total_outcome_payments/amount/value"
	commitmentPaidIn  = "/total_outcome_payments/currency/value"
	alterationsKey    = "/alterations/description/value"
	organisationTitle = "Organisation ID - (Value)"
)

var commitments = kind{"outcome_payment_commitments", "Outcome Payment Commitments", []column{
	projectID,
	none("/organisation_id/value", organisationTitle, assigned),
	none("/organisation_role_category/value", "Organisation Role Category - (Value)", unsaid),
	text(commitmentIn, "Maximum potential Outcome payment - Currency - (Value)", "currency, beside the amount"),
	number(commitmentKey, "Maximum potential Outcome payment - Amount - (Value)", "at_most of payment.payers; the cap if there is one payer"),
	none("/maximum_potential_outcome_payment/amount_usd/value", "Maximum potential Outcome payment - Amount USD - (Value)", converted),
	none("/result_type/value", "Result type - (Value)", unsaid),
	none("/period/start_date/value", "Period - Start - (Value)", unsaid),
	none("/period/end_date/value", "Period - End - (Value)", unsaid),
	text(commitmentPaidIn, "Total outcome payments made - Currency - (Value)", "currency, beside the amount"),
	number(commitmentPaid, "Total outcome payments made - Amount - (Value)", "what was paid to date, if there is one payer"),
	none("/total_outcome_payments/amount_usd/value", "Total outcome payments made - Amount USD - (Value)", converted),
	text(alterationsKey, "Alterations to payment commitment - Description - (Value)", "amendments in force"),
	none("/alterations/reason/value", "Alterations to payment commitment - Reason - (Value)", unsaid),
	fromSources,
	text(notesKey, "Notes", "the payer's name, clause, share and rules, and the part of what is due that it pays"),
}}

const (
	committedKey = "/investment_commitment/amount/exact/value"
	committedIn  = "/investment_commitment/currency/value"
)

var investments = kind{"investments", "Investments", []column{
	projectID,
	text("/id", "Id", "the tranche's id; principal if there are no tranches"),
	none("/organisation_id/value", organisationTitle, assigned),
	none("/organisation_role_category/value", "Organisation Role Category - (Value)", unsaid),
	text(committedIn, "Investment Commitment - Currency - (Value)", "currency"),
	none("/investment_commitment/amount/min/value", "Investment Commitment - Amount - Min - (Value)", exactly),
	number(committedKey, "Investment Commitment - Amount - Exact - (Value)", "payment.tranches, else payment.principal"),
	none("/investment_commitment/amount/max/value", "Investment Commitment - Amount - Max - (Value)", exactly),
	none("/investment_commitment/amount_usd/min/value", "Investment Commitment - Amount USD - Min - (Value)", converted),
	none("/investment_commitment/amount_usd/exact/value", "Investment Commitment - Amount USD - Exact - (Value)", converted),
	none("/investment_commitment/amount_usd/max/value", "Investment Commitment - Amount USD - Max - (Value)", converted),
	none("/maximum_potential_loss/value", "Maximum Potential loss - (Value)", "it follows from a forecast, not from a decision"),
	none("/maximum_potential_return_type/value", "Maximum Potential Return Type - (Value)", "it follows from a forecast, not from a decision"),
	none("/maximum_potential_return/value", "Maximum Potential Return - (Value)", "it follows from a forecast, not from a decision"),
	none("/investor_repayment/value", "Investor Repayment - (Value)", unpaid),
	none("/investment_type/value", "Investment Type - (Value)", unsaid),
	fromSources,
	text(notesKey, "Notes", "the investors' names, the clause, drawdowns, interest, guarantee, and what the waterfall gives"),
}}

const (
	definitionKey = "/definition/value"
	targetKey     = "/outcome_metric_target/value"
	otherKey      = "/other_target_for_meeting_outcome_metric_target/value"
	methodKey     = "/outcome_validation_method/value"
	unitTypeKey   = "/unit_type_of_targeted_service_users_or_beneficiaries/value"
)

var metrics = kind{"outcome_metrics", "Outcome Metrics", []column{
	projectID,
	text("/id", "Id", "the measure's id; the rule's and the outcome's for a line of a rate card"),
	text(definitionKey, "Outcome Definition - (Value)", "outcome.definition if rates are compared, else the measure's text; the outcome's id on a rate card"),
	text("/target_population/value", "Target Population - (Value)", "eligibility, in words, if rates are compared"),
	none("/targeted_number_of_service_users_or_beneficiaries_total/value", "Targeted number of service users Or beneficiaries (total) - (Value)", unsaid),
	text(unitTypeKey, "Unit type of targeted Service users or beneficiaries - (Value)", "Individual, if rates of people are compared or a rate card pays for people"),
	none("/unit_description_of_service_user_or_beneficiaries/value", "Unit description of Service user or beneficiaries - (Value)", "the unit is the individual, or unknown"),
	text(targetKey, "Outcome metric target - (Value)", "the bounds that the rules set on the measure, each with its clause"),
	text(otherKey, "Other target for Meeting outcome metric target - (Value)", "the conditions of the rules' if, the gates before them, what a rate card's outcome needs"),
	text(methodKey, "Outcome validation Method - (Value)", "Quasi-experimental study, if the contract matches a comparison group"),
	none("/data_source_for_outcome_validation/value", "Data source for Outcome validation - (Value)", unsaid),
	none("/policy_sector/value", "Policy sector - (Value)", unsaid),
	none("/primary_sdg_goal/value", "Primary SDG goal - (Value)", unsaid),
	none("/secondary_sdg_goals/value", "Secondary SDG goals - (Value)", unsaid),
	none("/primary_sdg_target/value", "Primary SDG target - (Value)", unsaid),
	none("/secondary_sdg_targets/value", "Secondary SDG targets - (Value)", unsaid),
	fromSources,
	text(notesKey, "Notes", "the measure's clause, effect, source, scope, pooling, statistic and rounding"),
}}

const metricKey = "/outcome_metric_id/value"

const (
	priceKey   = "/price_per_unit/amount/value"
	maximumKey = "/maximum_price_if_all_targets_achieved/amount/value"
	indexedKey = "/contracted_increases_to_outcome_pricing/value"
	priceWords = "/price_description/value"
	priceIn    = "/currency/value"
)

var pricings = kind{"outcome_pricings", "Outcome Pricings", []column{
	projectID,
	text(metricKey, "Outcome Metric Id - (Value)", "the rule's measure; the outcome on a rate card; empty for a rule that tests conditions only"),
	text(priceIn, "Currency - (Value)", "currency"),
	number(priceKey, "Price Per Unit - Amount - (Value)", "a rule's one price for one unit; the price of a rate card's outcome"),
	none("/price_per_unit/amount_usd/value", "Price Per Unit - Amount USD - (Value)", converted),
	text(maximumKey, "Maximum Price if all targets achieved - Amount - (Value)", "the rule's own cap; a fixed amount; the principal if all of it is paid. Empty for rules of each cohort and where it would have to be worked out"),
	text(indexedKey, "Contracted increases to outcome pricing - (Value)", "the rule's index"),
	text(priceWords, "Price Description - (Value)", "the rule's text, and what it pays"),
	fromSources,
	text(notesKey, "Notes", "the rule's id, clause and note; amendments of it that are in force"),
}}

const (
	levelKey    = "/result_level/value"
	startKey    = "/period/start_date/value"
	endKey      = "/period/end_date/value"
	achievedKey = "/outcomes_achieved/value"
	numberKey   = "/number_engaged_in_impact_bond/value"
	positiveKey = "/number_with_positive_social_outcomes/value"
	describeKey = "/other_description_of_result/value"
)

var results = kind{"results", "Results", []column{
	projectID,
	text(metricKey, "Outcome Metric Id - (Value)", "the measure, at the outcome level"),
	text(levelKey, "Result level - (Value)", "Outcome level for a measure; Project level for the people of a run"),
	none("/result_type/value", "Result type - (Value)", "whether more will follow is not said"),
	text(startKey, "Period - Start - (Value)", "the cohort year, in which its people entered; the first one for all cohorts"),
	none(endKey, "Period - End - (Value)", "the follow-up is only in words"),
	text(achievedKey, "Outcomes achieved - (Value)", "the measure's value, and each bound it was held against, met or not"),
	number(numberKey, "Number engaged In impact bond - (Value)", "eligible programme people with a known outcome; only of a run; left out of every cohort year if one is below the disclosure threshold"),
	number(positiveKey, "Number with Positive social outcomes - (Value)", "of these, those with the outcome; empty if the contract counts events, or pays for fewer of them"),
	text(describeKey, "Other Description of result - (Value)", "the rates after matching, their difference and its interval"),
	none("/outcomes_validator_organisation_ids/value", "Outcomes validator(s) - (Value)", assigned),
	none("/evaluation_documents_source_ids/value", "Evaluation Documents - (Value)", unsaid),
	fromSources,
	text(notesKey, "Notes", "the evaluator's name; which people are counted; which cohorts the row covers"),
	sandboxes,
}}

const planKey = "/id/value"

var plans = kind{"outcome_payment_plans", "Outcome Payment Plans", []column{
	projectID,
	text(planKey, "Outcome Payment Plan Id - (Value)", "sib- and the start of the contract's SHA-256"),
	none(startKey, "Period - Start - (Value)", unsaid),
	none(endKey, "Period - End - (Value)", unsaid),
	sandboxes,
	fromSources,
	text(notesKey, "Notes", "as in the notes on the project's finance"),
}}

const (
	paymentPlanKey = "/outcome_payment_plan_id/value"
	paymentTypeKey = "/type/value"
	paymentIn      = "/money/currency/value"
	paymentKey     = "/money/amount/value"
)

var payments = kind{"outcome_payments", "Outcome Payments", []column{
	projectID,
	text(paymentPlanKey, "Outcome Payment Plan Id - (Value)", "the plan; empty in the row of what was paid, as the standard asks"),
	text(metricKey, "Outcome Metric Id - (Value)", "the measure, if the whole row comes from it"),
	none(startKey, "Period - Start - (Value)", unsaid),
	text(endKey, "Period - End - (Value)", "payment.due.long_stop, the last day to claim, if nothing has been paid"),
	none("/payer_organisation_id/value", "Payer Organisation ID - (Value)", assigned),
	none("/recipient_organisation_id/value", "Recipient Organisation ID - (Value)", assigned),
	text(paymentTypeKey, "Type - (Value)", "Planned for what is due; Actual for what was paid to date, as given to the decision"),
	text(paymentIn, "Payments - Currency - (Value)", "currency"),
	number(paymentKey, "Payments - Amount - (Value)", "what each rule pays if that adds up to what is due; else what each payer pays; else what is due"),
	none("/money/amount_usd/value", "Payments - Amount USD - (Value)", converted),
	sandboxes,
	fromSources,
	text(notesKey, "Notes", "the rule, the cohort, the payer's name, the clause, the due date"),
}}
