package app

import (
	"quyet/base/fault"
	"quyet/base/outward"
	"quyet/base/text"
	"quyet/feature/hook"
)

// hooks is what webhooks need: the key that seals their secrets, where they may
// be sent, and where they say that the program is found.
func (a *App) hooks() *hook.Keeper {
	k := &hook.Keeper{Sealing: a.sealing, Allow: a.hookNetworks}
	if origin, _ := a.Config.origin(); origin != nil {
		k.Site = origin.String()
	}
	return k
}

// openHooks reads the networks to which webhooks may be sent.
func (a *App) openHooks() (err error) {
	if a.hookNetworks, err = outward.ParseAllow(a.Config.Hooks); err != nil {
		return fault.New(fault.Invalid, tNoHookNetworks, a.Config.Hooks).Because(err)
	}
	return nil
}

var tNoHookNetworks = text.New(
	"--hook-networks: %v không phải mạng. Hãy ghi dạng 10.1.0.0/16 hoặc một địa chỉ, cách nhau bằng dấu phẩy.",
	"--hook-networks: %v is no network. Write it like 10.1.0.0/16, or single addresses, separated by commas.")
