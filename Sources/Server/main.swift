print("rigel")
