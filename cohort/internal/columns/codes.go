package columns

// Codes of what makes a file or a column unusable. They keep their meaning across versions.
const (
	NothingNamed   = "SIB-D101"
	CannotOpen     = "SIB-D102"
	NotParquet     = "SIB-D103"
	CutOff         = "SIB-D104"
	Damaged        = "SIB-D105"
	Unsupported    = "SIB-D106"
	NoColumn       = "SIB-D107"
	ColumnTwice    = "SIB-D108"
	WrongType      = "SIB-D109"
	Unreadable     = "SIB-D110"
	FileChanged    = "SIB-D111"
	FileTwice      = "SIB-D112"
	TooManyFiles   = "SIB-D113"
	PathsDisagree  = "SIB-D114"
	OtherThanPath  = "SIB-D115"
	NotWholeTable  = "SIB-D116"
	NotUTF8        = "SIB-D215"
	UnsignedTooBig = "SIB-D216"
	DateOutOfRange = "SIB-D211"
)

// Codes says what each code means, why it matters and what to do.
var Codes = map[string]string{
	NothingNamed:   "The contract names no file, or a pattern or directory without one. Nobody can be read. Check the names in the contract's data section; they start from the contract's directory.",
	CannotOpen:     "The file is not there, is not a file, or may not be read. Check its name in the contract's data section, and who may read it.",
	NotParquet:     "The file is empty or of another format. Convert the table to Parquet.",
	CutOff:         "The end of the file is missing: a copy or a download was interrupted. Copy or write it again.",
	Damaged:        "The file says it is Parquet, and its contents do not hold together. Values could be wrong without a sign, so none is used. Fetch it again and compare digests with the sender.",
	Unsupported:    "The file is sound, and written in a way that sib does not read: encrypted, or with a rare encoding. Write it again without.",
	NoColumn:       "The contract names a column that the file does not have. Correct the name in the contract, or add the column.",
	ColumnTwice:    "Two columns of the file, or a column and a directory of its path, have the same name. Nobody can know which is meant. Rename or drop one.",
	WrongType:      "The column holds another type than what it is for, such as numbers where days are needed. Write it as the remedy says, or change the contract.",
	Unreadable:     "The column is nested, a decimal or of a rare type. sib reads one plain value a row. Write it as text, integer, boolean, floating point, date or timestamp.",
	FileChanged:    "The file is not what it was when the run began. What was read before no longer fits. Let nothing write to the input, and run again.",
	FileTwice:      "Two of the contract's names lead to the same file: its people would count twice. Name each file once.",
	TooManyFiles:   "There are more files or deeper directories than a table has, perhaps by a link that leads back. Write the table in fewer files.",
	PathsDisagree:  "Directories named key=value are columns, and the paths of one table name different keys, or one twice. Put all files under the same keys.",
	OtherThanPath:  "A value is not the one that the file's path gives for its column. One of them is wrong. Correct the file or the name of its directory.",
	NotWholeTable:  "The directory is of a program that keeps a log of which files count, or is still being written. Export the table as plain Parquet files.",
	NotUTF8:        "A text is not valid UTF-8: letters were lost when it was written. Two people or values could be taken for one. Write the file with UTF-8 text.",
	UnsignedTooBig: "An unsigned integer needs more than 63 bits. Write such numbers as text.",
	DateOutOfRange: "A date lies outside the years 1 to 9999, as happens when a unit is mistaken. Correct it, or write null for a missing one.",
}
