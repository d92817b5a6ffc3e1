package report

func verificationSection(e account, _ figures) []Block {
	out := []Block{
		Paragraph{Text: e.say("The same people and the same contract give the same bytes on any machine. Whoever holds the contract and the files named below can run the evaluation again and compare; whoever holds only this folder can check that nothing in it was changed. OUT stands for the folder of this report.")},
		Code{"sib verify OUT --contract " + e.Contract.File},
		KeyValues{Pairs: []Pair{{e.say("Contract"), e.Contract.ID}, {e.say("Contract file"), e.Contract.File}, {e.say("Made by"), e.Tool.Name + " " + e.Tool.Version}, {e.say("Layout of the evaluation"), e.SchemaVersion}, {e.say("Language of the contract"), e.Contract.Language}}},
		Paragraph{Text: e.say("The command reads the files that the contract names, evaluates again and compares every byte. Without the people, leave out the contract: the digests of the folder are checked alone.")},
	}
	return append(out,
		Heading{e.say("Digests (SHA-256)")},
		KeyValues{Mono: true, Pairs: []Pair{{e.say("Contract"), string(e.Contract.Digest)}, {e.say("People"), string(e.People)}}},
		Paragraph{Text: e.say("The digest of the people covers who was compared and what became of them, as counts: it is the same whatever the order of the rows. The digests of the files themselves are in manifest.json.")})
}
