"""Words that say nothing of what somebody means, in Dutch and English: they suggest no article."""

STOPS = frozenset(
    """
    de het een en of maar dat die dit deze is was zijn wordt worden heeft hebben kan kunnen mag moet wil niet geen wel
    ook nog al op in aan bij van voor met door over uit naar om te tot als dan er hier daar ik u wij we ons onze mijn
    uw je jij jouw hij zij ze hun wat wie waar hoe waarom wanneer sinds weer meer veel alle alles iets niets doet
    the a an and or but that this these those is was are were be been has have had can could may must will not no
    also still on in at of for with by over out to from as than there here i you we our us my your he she it they
    their what who where how why when since again more much all every something nothing does do
    """.split()
)
