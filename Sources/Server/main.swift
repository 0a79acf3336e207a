import ArgumentParser

Rigel.main()
