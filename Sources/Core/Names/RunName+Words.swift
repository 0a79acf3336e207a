extension RunName {
    /// Friendly ones, lower case, no two alike.
    static let adjectives = """
        able active agile airy alert alpine amber ample apt aqua arctic ardent artful august autumn awake azure balmy bold
        bonny bouncy brainy brave breezy bright brisk bronze bubbly busy calm candid careful caring casual cheery chipper
        civil classic clean clear clever coastal comfy cordial cosmic cozy crafty crimson crisp cuddly curious curly daring
        dapper dashing dazzling deft devoted diligent dreamy dynamic eager early earnest easy ebony elated electric elegant
        emerald eminent endless epic even exact expert fabled fair faithful famous fancy fast fearless festive fine fleet
        fluent fluffy fond forest fresh friendly frosty frugal gallant genial gentle genuine giddy gifted glad gleaming
        glossy golden graceful grand grateful great green handy happy hardy harmonic hazel hearty helpful heroic honest
        hopeful humble ideal indigo inland ivory jade jaunty jazzy jolly jovial joyful jubilant keen kind kindred lasting
        lavish leafy level light lilac limber little lively logical loyal lucid lucky lunar lush lyric magic maple marble
        mellow merry mighty mild mindful mint misty modest mossy musical neat nifty nimble noble northern novel olive
        open orange orderly patient peaceful pearly plucky poetic polar polite prime prompt proud quick quiet radiant rapid
        ready regal rosy ruby rustic sage scarlet serene shiny silken silver sincere sleek smart smooth snowy snug solar
        sonic spirited spry starry steady stellar sturdy subtle sunny supple swift tender thankful thrifty tidy tranquil
        trim trusty upbeat urban useful valiant velvet verdant vibrant violet vivid warm wise witty woven youthful zesty
        """.split(whereSeparator: \.isWhitespace)

    /// Animals, lower case, one word each, no two alike.
    static let animals = """
        aardvark albatross alpaca anchovy anole ant anteater antelope armadillo auk avocet axolotl badger bandicoot barbet
        barnacle basilisk bat bear beaver bee beetle beluga bison bittern blackbird bluebird bobcat bonobo bowerbird buffalo
        bulbul bumblebee bunting burbot bustard butterfly buzzard camel canary capybara caracal cardinal caribou cassowary
        caterpillar catfish chaffinch chameleon chamois cheetah chickadee chinchilla chipmunk cicada civet clam cockatoo
        coati cod condor coot coral cormorant cougar cowrie coyote crab crane cricket crossbill crow cuckoo curlew cuttlefish
        deer dingo dipper dolphin donkey dormouse dotterel dove dragonfly duck dugong dunlin eagle echidna eel egret eider
        eland elephant elk emu ermine falcon fennec ferret finch firefly flamingo flounder fossa fox frigatebird frog gannet
        gar gazelle gecko gerbil gibbon giraffe gnu godwit goldfinch goose gopher goshawk grebe grouse guppy haddock hamster
        hare harrier hawk hedgehog heron herring hoopoe hornbill horse hummingbird ibex ibis iguana impala jackal jackdaw
        jaguar jay jellyfish jerboa kangaroo kestrel kingfisher kinkajou kiwi koala koi krill kudu ladybird lapwing lark lemming
        lemur leopard limpet linnet lion lizard llama lobster loon loris lynx macaw mackerel magpie mallard manatee mandrill
        manta margay marlin marmoset marmot marten martin meerkat merlin minnow mole mongoose moose moth mouflon mule mussel
        narwhal newt nightingale nuthatch numbat ocelot octopus okapi opossum orca oriole oryx osprey ostrich otter owl ox
        oyster panda pangolin panther parakeet parrot partridge peacock pelican penguin perch petrel pheasant pika pike pipit
        platypus plover pony porcupine porpoise possum ptarmigan puffin puma quail quetzal quokka rabbit raccoon raven redstart
        reindeer robin rook salamander salmon sandpiper seahorse seal serval shrew skylark sloth sparrow squid squirrel
        starfish starling stork swallow swan swift tamarin tapir tern thrush tiger toucan trout turtle urchin vicuna vole
        wallaby walrus warbler weasel whale whimbrel wombat woodpecker wren yak zebra
        """.split(whereSeparator: \.isWhitespace)
}
