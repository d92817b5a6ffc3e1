package export

// project is the sheet of the project as a whole. The titles are those of the
// standard's CSV archive, with its spelling, in its order.
var project = kind{"", "Project", concat(
	[]column{
		text("", "ID", "the flag --project"),
		text("/name/value", "Impact Bond Name - (Value)", "title"),
		none("/alternative_names/value", "Alternative Names - (Value)", unsaid),
		none("/stage_development/value", "Stage of Development - (Value)", unsaid),
		none("/stage_development/source_ids", "Stage of Development - (Source ID's)", unsaid),
		none("/social_investment_prototype/value", "Social Investment Prototype - (Value)", internal),
	},
	projectDates, projectFinance, projectInvestment, projectPurpose, projectService,
	[]column{
		none("/changes_to_project_due_to_covid19/value", "Changes to project due to COVID-19 - (Value)", unsaid),
		none("/changes_to_project_due_to_covid19/source_ids", "Changes to project due to COVID-19 - (Source ID's)", unsaid),
		text("/notes/value", "Notes - (Value)", "note"),
	},
)}

func concat(parts ...[]column) []column {
	var out []column
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

const completionKey = "/dates/anticipated_completion_date/value"

var projectDates = []column{
	none("/dates/outcomes_contract_signed/value", "Dates - Date outcomes contract signed - (Value)", unsaid),
	none("/dates/contracts_between_all_parties_signed/value", "Dates - Date contracts between all parties signed - (Value)", unsaid),
	text(completionKey, "Dates - Anticipated completion date - (Value)", "payment.due.date: when the final payment is expected"),
	none("/dates/actual_completion_date/value", "Dates - Actual completion date - (Value)", unpaid),
	none("/dates/start_date_of_service_provision/value", "Dates - Start date of service provision - (Value)", unsaid),
	none("/dates/anticipated_end_date_of_service_provision/value", "Dates - Anticipated end date of service provision - (Value)", unsaid),
	none("/dates/actual_end_date_of_service_provision/value", "Dates - Actual end date of service provision - (Value)", unsaid),
	none("/dates/anticipated_duration_of_service_provision/value", "Dates - Anticipated duration of service provision - (Value)", unsaid),
	none("/dates/actual_duration_of_service_provision/value", "Dates - Actual duration of service provision - (Value)", unsaid),
	none("/dates/source_ids", "Dates - (Source ID's)", "named with the finance"),
	none("/dates/notes", "Dates - (Notes)", unsaid),
	none("/jurisdiction/jurisdiction/value", "Jurisdiction - Jurisdiction - (Value)", unsaid),
	none("/jurisdiction/source_ids", "Jurisdiction - (Source ID's)", unsaid),
	none("/jurisdiction/notes", "Jurisdiction - (Notes)", unsaid),
}

const (
	investedCurrencyKey = "/overall_project_finance/total_investment_commitment/currency/value"
	investedKey         = "/overall_project_finance/total_investment_commitment/amount/exact/value"
	mostCurrencyKey     = "/overall_project_finance/maximum_potential_outcome_payment_v2/currency/value"
	mostKey             = "/overall_project_finance/maximum_potential_outcome_payment_v2/amount/value"
	paidCurrencyKey     = "/overall_project_finance/total_outcome_payments_made/currency/value"
	paidKey             = "/overall_project_finance/total_outcome_payments_made/amount/value"
	financeSourcesKey   = "/overall_project_finance/source_ids"
	financeNotesKey     = "/overall_project_finance/notes"
)

var projectFinance = []column{
	text(investedCurrencyKey, "Overall project finance - Total investment commitment - Currency - (Value)", "currency, if there is a principal"),
	none("/overall_project_finance/total_investment_commitment/amount/min/value", "Overall project finance - Total investment commitment - Amount - Min - (Value)", exactly),
	number(investedKey, "Overall project finance - Total investment commitment - Amount - Exact - (Value)", "payment.principal"),
	none("/overall_project_finance/total_investment_commitment/amount/max/value", "Overall project finance - Total investment commitment - Amount - Max - (Value)", exactly),
	none("/overall_project_finance/total_investment_commitment/amount_usd/min/value", "Overall project finance - Total investment commitment - Amount USD - Min - (Value)", converted),
	none("/overall_project_finance/total_investment_commitment/amount_usd/exact/value", "Overall project finance - Total investment commitment - Amount USD - Exact - (Value)", converted),
	none("/overall_project_finance/total_investment_commitment/amount_usd/max/value", "Overall project finance - Total investment commitment - Amount USD - Max - (Value)", converted),
	text(mostCurrencyKey, "Overall project finance - Maximum potential outcome payment - Currency - (Value)", "currency"),
	number(mostKey, "Overall project finance - Maximum potential outcome payment - Amount - (Value)", "payment.cap, as in the trace"),
	none("/overall_project_finance/maximum_potential_outcome_payment_v2/amount_usd/value", "Overall project finance - Maximum potential outcome payment - Amount USD - (Value)", converted),
	none("/overall_project_finance/maximum_potential_loss/value", "Overall project finance - Maximum potential loss - (Value)", "it follows from a forecast, not from a decision"),
	none("/overall_project_finance/maximum_potential_return_type/value", "Overall project finance - Maximum potential return type - (Value)", "it follows from a forecast, not from a decision"),
	none("/overall_project_finance/maximum_potential_return/value", "Overall project finance - Maximum potential return - (Value)", "it follows from a forecast, not from a decision"),
	none("/overall_project_finance/configuration_contracting_parties/value", "Overall project finance - Configuration of the Contracting Parties - (Value)", unsaid),
	none("/overall_project_finance/investor_repayment/value", "Overall project finance - Investor repayment - (Value)", unpaid),
	text(paidCurrencyKey, "Overall project finance - Total outcome payments made - Currency - (Value)", "currency, if something was paid to date"),
	number(paidKey, "Overall project finance - Total outcome payments made - Amount - (Value)", "what was paid to date, as given to the decision; never what is due"),
	none("/overall_project_finance/total_outcome_payments_made/amount_usd/value", "Overall project finance - Total outcome payments made - Amount USD - (Value)", converted),
	text(financeSourcesKey, "Overall project finance - (Source ID's)", "the one source, this decision"),
	text(financeNotesKey, "Overall project finance - (Notes)", "what is due, when, and that it is decided and not recorded as paid; amendments in force; what is due as signed; what is deferred"),
}

var projectInvestment = []column{
	none("/investment_details/total_funds_invested/latest/currency/value", "Investment Details - Total Funds Invested - Latest - Currency - (Value)", unpaid),
	none("/investment_details/total_funds_invested/latest/amount/value", "Investment Details - Total Funds Invested - Latest - Amount - (Value)", unpaid),
	none("/investment_details/total_funds_invested/latest/amount_usd/value", "Investment Details - Total Funds Invested - Latest - Amount USD - (Value)", converted),
	none("/investment_details/total_funds_invested/latest/date/value", "Investment Details - Total Funds Invested - Latest - Date - (Value)", unpaid),
	none("/investment_details/internal_rate_of_return/target/value", "Investment Details - Internal Rate of Return - Target - (Value)", unsaid),
	none("/investment_details/internal_rate_of_return/latest/value", "Investment Details - Internal Rate of Return - Latest - (Value)", unpaid),
	none("/investment_details/internal_rate_of_return/date/value", "Investment Details - Internal Rate of Return - Date - (Value)", unpaid),
	none("/investment_details/source_ids", "Investment Details - (Source ID's)", unsaid),
	none("/investment_details/notes", "Investment Details - (Notes)", unsaid),
}

var projectPurpose = []column{
	none("/purpose_and_classifications/social_challenge/value", "Purpose and classifications - Social challenge - (Value)", unsaid),
	none("/purpose_and_classifications/intervention/value", "Purpose and classifications - Intervention - (Value)", unsaid),
	none("/purpose_and_classifications/policy_sector/value", "Purpose and classifications - Policy sector - (Value)", unsaid),
	none("/purpose_and_classifications/primary_sdg_goal/value", "Purpose and classifications - Primary SDG goal - (Value)", unsaid),
	none("/purpose_and_classifications/secondary_sdg_goals/value", "Purpose and classifications - Secondary SDG goals - (Value)", unsaid),
	none("/purpose_and_classifications/primary_sdg_target/value", "Purpose and classifications - Primary SDG target - (Value)", unsaid),
	none("/purpose_and_classifications/secondary_sdg_targets/value", "Purpose and classifications - Secondary SDG targets - (Value)", unsaid),
	none("/purpose_and_classifications/source_ids", "Purpose and classifications - (Source ID's)", unsaid),
	none("/purpose_and_classifications/notes", "Purpose and classifications - (Notes)", unsaid),
}

const (
	populationKey     = "/service_and_beneficiaries/target_population/value"
	engagedKey        = "/service_and_beneficiaries/actual_number_service_users_or_beneficiaries_total/value"
	engagedUnitKey    = "/service_and_beneficiaries/unit_type_actual_service_users_or_beneficiaries/value"
	serviceSourcesKey = "/service_and_beneficiaries/source_ids"
	serviceNotesKey   = "/service_and_beneficiaries/notes"
)

var projectService = []column{
	text(populationKey, "Service and beneficiaries - Target population - (Value)", "eligibility, in words"),
	none("/service_and_beneficiaries/targeted_number_service_users_or_beneficiaries_total/value", "Service and beneficiaries - Targeted number of unique service users or beneficiaries (total) - (Value)", unsaid),
	none("/service_and_beneficiaries/unit_type_targeted_service_users_or_beneficiaries/value", "Service and beneficiaries - Unit type of targeted service users or beneficiaries - (Value)", unsaid),
	none("/service_and_beneficiaries/unit_description_of_service_user_or_beneficiaries/value", "Service and beneficiaries - Unit description of targeted service user or beneficiaries - (Value)", unsaid),
	number(engagedKey, "Service and beneficiaries - Actual number of unique service users or beneficiaries engaged (total) - (Value)", "eligible programme people with a known outcome, all cohorts; only of a run, and not if it is below the contract's disclosure threshold"),
	text(engagedUnitKey, "Service and beneficiaries - Unit type of actual service users or beneficiaries engaged - (Value)", "Individual, beside that number"),
	none("/service_and_beneficiaries/unit_description_of_actual_service_user_or_beneficiaries/value", "Service and beneficiaries - Unit description of actual service user or beneficiaries engaged - (Value)", "the unit is the individual"),
	text(serviceSourcesKey, "Service and beneficiaries - (Source ID's)", "the one source, this decision, beside a population or a number"),
	text(serviceNotesKey, "Service and beneficiaries - (Notes)", "what the number counts"),
}
